package dev.portico.gateway.edge;

import dev.portico.gateway.exchange.FieldName;
import dev.portico.gateway.exchange.Request;
import dev.portico.gateway.problem.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the header fields of a message say of its body (RFC 9110 sections 8.3 and 8.4). Only a body that the upstream cannot
 * take for anything but JSON in UTF-8 (RFC 8259) is one that rules can be applied to.
 */
sealed interface JsonContent {

    /** @param type the Content-Type of the body once it is written anew; no charset, which JSON does not have */
    record Json(String type) implements JsonContent {}

    /** Something else, or something that might be read as something else. */
    record Other(Problem problem) implements JsonContent {}

    String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    Pattern ESSENCE = Pattern.compile(
            "(?:application/json|" + TOKEN + "/" + TOKEN + "\\+json)(?=[ \\t;]|\\z)", Pattern.CASE_INSENSITIVE);

    /** Not everybody reads quoted texts alike that hold backslashes, semicolons or commas. */
    String QUOTED = "\"[\\t !#-+\\--:<-\\[\\]-~]*\"";

    Pattern PARAMETER = Pattern.compile("[ \\t]*;[ \\t]*(?:" + TOKEN + "=(?:" + TOKEN + "|" + QUOTED + "))?");
    Pattern UTF_8 = Pattern.compile("[; \\t]*charset=(?:utf-8|\"utf-8\")", Pattern.CASE_INSENSITIVE);
    Pattern CHARSET = Pattern.compile("charset", Pattern.CASE_INSENSITIVE);

    /** What an answer says of its body; the problem is not for clients then. */
    static JsonContent of(MultiMap answer) {
        var codings = answer.getAll(HttpHeaders.CONTENT_ENCODING);
        return codings.stream().allMatch("identity"::equalsIgnoreCase)
                ? of(answer.getAll(HttpHeaders.CONTENT_TYPE))
                : other("Send the body without Content-Encoding.");
    }

    static JsonContent of(Request request) {
        var types = new ArrayList<String>(1);
        var codings = new ArrayList<String>(0);
        request.forEachHeader((name, value) -> {
            if (FieldName.same(name, "content-type")) {
                types.add(value);
            } else if (FieldName.same(name, "content-encoding")) {
                codings.add(value);
            }
        });
        return codings.isEmpty() ? of(types) : other("Send the body without Content-Encoding.");
    }

    private static JsonContent of(List<String> types) {
        if (types.size() != 1) {
            return other("Send the body with one Content-Type: application/json.");
        }
        var field = types.getFirst().strip();
        var essence = ESSENCE.matcher(field);
        if (!essence.lookingAt()) {
            return other("Send the body as application/json.");
        }
        var written = new StringBuilder(essence.group().toLowerCase(Locale.ROOT));
        var parameter = PARAMETER.matcher(field);
        for (int at = essence.end(); at < field.length(); at = parameter.end()) {
            if (!parameter.region(at, field.length()).lookingAt()) {
                return other("Send the body as application/json, without further parameters.");
            }
            var text = parameter.group();
            if (!CHARSET.matcher(text).find()) {
                written.append(text.indexOf('=') < 0 ? "" : text);
            } else if (!UTF_8.matcher(text).matches()) {
                return other("Send the body in UTF-8, as application/json without charset.");
            }
        }
        return new Json(written.toString());
    }

    private static Other other(String mend) {
        return new Other(new Problem.UnsupportedMediaType(mend));
    }
}
