package dev.portico.partner;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portico.demo.testing.JsonFields;
import java.util.Set;
import java.util.TreeSet;

/** Everything that the answers to partners may hold; {@link JsonFields} names what one does hold in the same words. */
final class Contract {

    static final Set<String> CATALOG = Set.of(
            " object",
            ".items array",
            ".items[] object",
            ".items[].id string",
            ".items[].sku string",
            ".items[].name string",
            ".items[].brand string",
            ".items[].category string",
            ".items[].summary string",
            ".items[].price object",
            ".items[].price.amount number",
            ".items[].price.currency string",
            ".items[].availability string",
            ".items[].images array",
            ".items[].images[] object",
            ".items[].images[].url string",
            ".items[].images[].width number",
            ".items[].images[].height number",
            ".total number",
            ".offset number",
            ".limit number");

    static final Set<String> ORDER = Set.of(
            " object",
            ".id string",
            ".status string",
            ".placedAt string",
            ".total object",
            ".total.amount number",
            ".total.currency string",
            ".lines array",
            ".lines[] object",
            ".lines[].sku string",
            ".lines[].quantity number",
            ".lines[].unitPrice object",
            ".lines[].unitPrice.amount number",
            ".lines[].unitPrice.currency string",
            ".shipments array",
            ".shipments[] object",
            ".shipments[].carrier string",
            ".shipments[].trackingCode string");

    static final Set<String> PROBLEM =
            Set.of(" object", ".type string", ".title string", ".status number", ".detail string", ".requestId string");

    static final Set<String> MAY_BE_ABSENT = Set.of(".items[].brand string");

    private Contract() {}

    /** What the contract promises and an object of the text lacks, such as the price of one product among many. */
    static Set<String> lacking(byte[] json, Set<String> contract) {
        var lacking = new TreeSet<String>();
        lacking("", JsonFields.tree(json), contract, lacking);
        return lacking;
    }

    private static void lacking(String path, JsonNode node, Set<String> contract, Set<String> lacking) {
        if (node.isArray()) {
            node.forEach(element -> lacking(path + "[]", element, contract, lacking));
        }
        if (node.isObject()) {
            contract.stream()
                    .filter(entry -> entry.matches("\\Q" + path + ".\\E\\w+ \\w+") && !MAY_BE_ABSENT.contains(entry))
                    .filter(entry -> !node.has(entry.substring(path.length() + 1, entry.indexOf(' '))))
                    .forEach(lacking::add);
        }
        node.properties().forEach(field -> lacking(path + "." + field.getKey(), field.getValue(), contract, lacking));
    }
}
