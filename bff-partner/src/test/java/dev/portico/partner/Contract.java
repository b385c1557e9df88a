package dev.portico.partner;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portico.demo.testing.JsonFields;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Everything that the answers to partners may hold; {@link JsonFields} names what one does hold in the same words. */
public final class Contract {

    public static final Set<String> CATALOG = Set.of(
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

    public static final Set<String> ORDER = Set.of(
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

    /** One line of the export. */
    public static final Set<String> PRODUCT = below(CATALOG, ".items[]");

    public static final Set<String> CATALOG_V2 = changed(
            CATALOG,
            Set.of(".total number", ".offset number", ".limit number", ".items[].price.amount number"),
            Set.of(".next string", ".items[].price.amount string"));

    public static final Set<String> PRODUCT_V2 = below(CATALOG_V2, ".items[]");

    public static final Set<String> ORDER_V2 = changed(
            ORDER,
            Set.of(".placedAt string", ".total.amount number", ".lines[].unitPrice.amount number"),
            Set.of(".createdAt string", ".total.amount string", ".lines[].unitPrice.amount string"));

    /** The same in both versions. */
    public static final Set<String> USAGE = Set.of(
            " object",
            ".plan string",
            ".limits array",
            ".limits[] object",
            ".limits[].name string",
            ".limits[].limit number",
            ".limits[].used number",
            ".limits[].remaining number",
            ".limits[].resetSeconds number",
            ".quotas array",
            ".quotas[] object",
            ".quotas[].name string",
            ".quotas[].limit number",
            ".quotas[].used number",
            ".quotas[].remaining number",
            ".quotas[].resetSeconds number");

    public static final Set<String> PROBLEM =
            Set.of(" object", ".type string", ".title string", ".status number", ".detail string", ".requestId string");

    public static final Set<String> MAY_BE_ABSENT = Set.of(".items[].brand string", ".brand string", ".next string");

    private Contract() {}

    private static Set<String> changed(Set<String> contract, Set<String> without, Set<String> with) {
        var changed = new TreeSet<>(contract);
        changed.removeAll(without);
        changed.addAll(with);
        return Set.copyOf(changed);
    }

    private static Set<String> below(Set<String> contract, String path) {
        return contract.stream()
                .filter(entry -> entry.startsWith(path + ".") || entry.startsWith(path + " "))
                .map(entry -> entry.substring(path.length()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What the contract promises and an object of the text lacks, such as the price of one product among many. */
    public static Set<String> lacking(byte[] json, Set<String> contract) {
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
