package dev.portico.gateway.problem;

import java.util.ArrayList;
import java.util.List;

/**
 * A refusal or a failure as the caller meets it: the members of an RFC 9457 problem detail, and the header fields that
 * belong to its status (RFC 9110). The detail says what the caller can do next and names nothing of the inside.
 */
public sealed interface Problem {

    /** Before the names of the types that are defined here. */
    String URN = "urn:portico:problem:";

    /** What kind of problem this is: the status, the type and the title, which do not vary between occurrences. */
    default Kind kind() {
        return switch (this) {
            case BadRequest _ -> new Kind(400, URN + "bad-request", "Bad Request");
            case AmbiguousPath _ -> new Kind(400, URN + "ambiguous-path", "Ambiguous Path");
            case Unauthenticated _ -> new Kind(401, URN + "unauthenticated", "Unauthenticated");
            case InsufficientScope _ -> new Kind(403, URN + "insufficient-scope", "Insufficient Scope");
            case Forbidden _ -> new Kind(403, URN + "forbidden", "Forbidden");
            case NoPlan _ -> new Kind(403, URN + "no-plan", "No Plan");
            case NotInPlan _ -> new Kind(403, URN + "not-in-plan", "Not In Plan");
            case NotFound _ -> new Kind(404, URN + "not-found", "Not Found");
            case MethodNotAllowed _ -> new Kind(405, URN + "method-not-allowed", "Method Not Allowed");
            case Conflict _ -> new Kind(409, URN + "conflict", "Conflict");
            case InProgress _ -> new Kind(409, URN + "in-progress", "Conflict");
            case LengthRequired _ -> new Kind(411, URN + "length-required", "Length Required");
            case BodyTooLarge _ -> new Kind(413, URN + "body-too-large", "Content Too Large");
            case UnsupportedMediaType _ -> new Kind(415, URN + "unsupported-media-type", "Unsupported Media Type");
            case UnprocessableContent _ -> new Kind(422, URN + "unprocessable-content", "Unprocessable Content");
            case AppTooOld _ -> new Kind(426, URN + "app-too-old", "App Too Old");
            case TooManyRequests _ ->
                new Kind(429, "https://iana.org/assignments/http-problem-types#quota-exceeded", "Too Many Requests");
            case QuotaUsedUp _ -> new Kind(429, URN + "quota-used-up", "Quota Used Up");
            case RefusedByFramework by -> new Kind(by.status(), "about:blank", by.title());
            case InternalServerError _ -> new Kind(500, URN + "internal-error", "Internal Server Error");
            case BadGateway _ -> new Kind(502, URN + "bad-gateway", "Bad Gateway");
            case Unavailable _ -> new Kind(503, URN + "unavailable", "Service Unavailable");
            case LimitsAway _ -> new Kind(503, URN + "limits-away", "Service Unavailable");
            case PurgedInPart _ -> new Kind(503, URN + "purged-in-part", "Purged In Part");
            case Overloaded _ -> new Kind(503, URN + "overloaded", "Overloaded");
            case GatewayTimeout _ -> new Kind(504, URN + "gateway-timeout", "Gateway Timeout");
            case NotStored _ -> new Kind(504, URN + "not-stored", "Not Stored");
            case OutcomeUnknown _ -> new Kind(504, URN + "outcome-unknown", "Outcome Unknown");
        };
    }

    /** What happened this time and what the caller can do about it, in a sentence or two. */
    String detail();

    /** The header fields that have to accompany this answer. */
    default List<Field> fields() {
        return List.of();
    }

    /** What this kind of problem says beyond the members that all have (RFC 9457 section 3.2). */
    default List<Member> members() {
        return List.of();
    }

    /** A member of the problem's body. */
    sealed interface Member {}

    /** A member whose value is a text. */
    record Text(String name, String value) implements Member {}

    /** A member whose value is a list of texts. */
    record Texts(String name, List<String> values) implements Member {}

    /** A header field of the answer. */
    record Field(String name, String value) {}

    /**
     * The part of a problem that all occurrences share.
     *
     * @param status the HTTP status code
     * @param type the problem type, a URI that identifies the kind and need not resolve
     * @param title a short summary in words
     */
    record Kind(int status, String type, String title) {}

    /** 400: the request cannot be understood in exactly one way. */
    record BadRequest(String detail) implements Problem {}

    /** 400: the path could be read in more than one way, so no row of the table can be trusted to be the right one. */
    record AmbiguousPath(String detail) implements Problem {}

    /** 401 with its challenge (RFC 9110 section 11.6.1, RFC 6750 section 3). */
    record Unauthenticated(String challenge, String detail) implements Problem {
        @Override
        public List<Field> fields() {
            return List.of(new Field("WWW-Authenticate", challenge));
        }
    }

    /** 403: the caller is known and may not do this. */
    record Forbidden(String detail) implements Problem {}

    /**
     * 403: the caller's token was issued for less than this (RFC 6750 section 3.1).
     *
     * @param challenge the scheme and what belongs to it
     * @param scope the scopes that are needed, separated by spaces
     */
    record InsufficientScope(String challenge, String scope) implements Problem {
        @Override
        public String detail() {
            return "The token does not hold the scopes that this needs. Get one for: " + scope + ".";
        }

        @Override
        public List<Field> fields() {
            return List.of(new Field(
                    "WWW-Authenticate", challenge + ", error=\"insufficient_scope\", scope=\"" + scope + "\""));
        }
    }

    /** 403: nothing has been agreed on that the gateway knows of. */
    record NoPlan(String detail) implements Problem {

        /** Of a credential that names no plan, where there is none for those. */
        public static NoPlan named() {
            return new NoPlan("No plan has been agreed on for this credential. Ask for one that names a plan.");
        }

        /** Of a credential that names a plan that is not there. Its name is for the log; who wrote it can do nothing. */
        public static NoPlan known() {
            return new NoPlan("The plan of this credential is not offered here. Ask for one that names another plan.");
        }
    }

    /** 403: what the caller has agreed to does not include this. */
    record NotInPlan(String plan) implements Problem {
        @Override
        public String detail() {
            return "The plan \"" + plan + "\" does not include this. Ask for a plan that does.";
        }

        @Override
        public List<Member> members() {
            return List.of(new Text("plan", plan));
        }
    }

    /** 404: no row of the table covers the path. */
    record NotFound() implements Problem {
        @Override
        public String detail() {
            return "Nothing is served under this path. Check its spelling; paths are case-sensitive.";
        }
    }

    /** 405 with the methods that the path does allow (RFC 9110 section 15.5.6). */
    record MethodNotAllowed(String allow) implements Problem {
        @Override
        public String detail() {
            return "This path does not allow the method of the request. It allows: " + allow + ".";
        }

        @Override
        public List<Field> fields() {
            return List.of(new Field("Allow", allow));
        }
    }

    /** 409: what is asked for does not go with how things stand now (RFC 9110 section 15.5.10). */
    record Conflict(String detail) implements Problem {}

    /** 409: the same request, sent before, is still being worked on. */
    record InProgress(long retryAfterSeconds) implements Problem {
        @Override
        public String detail() {
            return "A request with this Idempotency-Key is still being worked on. Send the same one again in "
                    + retryAfterSeconds + " s.";
        }

        @Override
        public List<Field> fields() {
            return List.of(new Field("Retry-After", Long.toString(retryAfterSeconds)));
        }
    }

    /** 411: the length of the body has to be declared here. */
    record LengthRequired() implements Problem {
        @Override
        public String detail() {
            return "Send the body of this request with a Content-Length.";
        }
    }

    /** 413: the body is larger than the row allows, as declared or as counted. */
    record BodyTooLarge(long limitBytes) implements Problem {
        @Override
        public String detail() {
            return "The body of the request is larger than the " + limitBytes + " bytes that are allowed here.";
        }
    }

    /** 415: the body is not of a kind that can be taken here (RFC 9110 section 15.5.16). */
    record UnsupportedMediaType(String detail) implements Problem {}

    /** 422: the content is well-formed, and cannot be acted on (RFC 9110 section 15.5.21). */
    record UnprocessableContent(String detail) implements Problem {}

    /**
     * 426: the app that is calling is too old to be served; {@code updateUrl} says where a newer one is.
     *
     * <p>RFC 9110 section 15.5.22 means this status for protocols and wants an Upgrade field that names one. None is sent: the
     * version of an app is no protocol, a made-up one would be an offer to each hop on the way, and HTTP/2 has no such field
     * (RFC 9113 section 8.2.2). Clients tell this refusal by its type.
     */
    record AppTooOld(String detail, String updateUrl) implements Problem {
        @Override
        public List<Member> members() {
            return List.of(new Text("updateUrl", updateUrl));
        }
    }

    /**
     * 429: a limit is used up. The type is the one that the RateLimit header fields draft registers.
     *
     * @param limit the name of the limit that takes longest
     * @param violated the names of all that are used up
     * @param retryAfterSeconds whole seconds after which a request can pass again
     * @param quota the RateLimit fields, as every answer of a limited row carries them
     */
    record TooManyRequests(String limit, List<String> violated, long retryAfterSeconds, List<Field> quota)
            implements Problem {
        @Override
        public String detail() {
            return "The limit \"" + limit + "\" is used up. Try again in " + retryAfterSeconds + " s.";
        }

        @Override
        public List<Member> members() {
            return List.of(new Texts("violated-policies", violated));
        }

        @Override
        public List<Field> fields() {
            return waiting(retryAfterSeconds, quota);
        }

        private static List<Field> waiting(long seconds, List<Field> quota) {
            var fields = new ArrayList<Field>(quota.size() + 1);
            fields.add(new Field("Retry-After", Long.toString(seconds)));
            fields.addAll(quota);
            return List.copyOf(fields);
        }
    }

    /**
     * 429: what was agreed on for a day or a month is used up. Apart from {@link TooManyRequests}, because there is no use
     * in waiting for it.
     *
     * @param permits how much was agreed on
     * @param period for what, in the words of the table: {@code day} or {@code month}
     * @param retryAfterSeconds whole seconds until the next one begins
     * @param quota the RateLimit fields, as every answer of a limited row carries them
     */
    record QuotaUsedUp(long permits, String period, long retryAfterSeconds, List<Field> quota) implements Problem {
        @Override
        public String detail() {
            return "The quota of " + permits + " for this " + period + " does not suffice any more. The next " + period
                    + " begins in " + retryAfterSeconds + " s.";
        }

        @Override
        public List<Member> members() {
            return List.of(new Text("quota", period));
        }

        @Override
        public List<Field> fields() {
            return TooManyRequests.waiting(retryAfterSeconds, quota);
        }
    }

    /** A refusal by the HTTP framework that serves a screen: its status, in our words. */
    record RefusedByFramework(int status, String title, String detail) implements Problem {}

    /** 500: a defect on this side of the gateway. */
    record InternalServerError() implements Problem {
        @Override
        public String detail() {
            return "Something went wrong here. If it persists, report it with the request id.";
        }
    }

    /** 502: the service behind the gateway could not be reached, or what it answered was not a sound answer. */
    record BadGateway() implements Problem {
        @Override
        public String detail() {
            return "A service that this needs could not be reached or gave no sound answer. Try again later.";
        }
    }

    /**
     * 503: whether a limit allows this cannot be found out, and the limit refuses then.
     *
     * @param quota the RateLimit fields of the limits that do know
     */
    record LimitsAway(long retryAfterSeconds, List<Field> quota) implements Problem {
        @Override
        public String detail() {
            return "How much you have used cannot be counted now. Try again in " + retryAfterSeconds + " s.";
        }

        @Override
        public List<Field> fields() {
            return TooManyRequests.waiting(retryAfterSeconds, quota);
        }
    }

    /** 503: the service behind the gateway has as much to do as it is allowed to have. */
    record Unavailable(long retryAfterSeconds) implements Problem {
        @Override
        public String detail() {
            return "A service that this needs is busy. Try again in " + retryAfterSeconds + " s.";
        }

        @Override
        public List<Field> fields() {
            return List.of(new Field("Retry-After", Long.toString(retryAfterSeconds)));
        }
    }

    /** 503: what instances share cannot be reached, so only one of them has forgotten what it should. */
    record PurgedInPart() implements Problem {
        @Override
        public String detail() {
            return "This instance has forgotten it. Redis is away, so others may not have: send the same again in 1 s.";
        }

        @Override
        public List<Field> fields() {
            return List.of(new Field("Retry-After", "1"));
        }
    }

    /** 503: the gateway itself has more to do than it can, and this was not the most important of it. */
    record Overloaded(long retryAfterSeconds) implements Problem {
        @Override
        public String detail() {
            return "More is asked of this service than it can do right now. Try again in " + retryAfterSeconds + " s.";
        }

        @Override
        public List<Field> fields() {
            return List.of(new Field("Retry-After", Long.toString(retryAfterSeconds)));
        }
    }

    /** 504: the service behind the gateway did not answer in time. */
    record GatewayTimeout() implements Problem {
        @Override
        public String detail() {
            return "A service that this needs did not answer in time. Try again later.";
        }
    }

    /** 504: the request wants only what is stored, and nothing is that suits it (RFC 9111 section 5.2.1.7). */
    record NotStored() implements Problem {
        @Override
        public String detail() {
            return "Nothing is stored that suits this request. Send it without only-if-cached to have it fetched.";
        }
    }

    /** 504: a change was passed on, and nobody here knows whether it was made. */
    record OutcomeUnknown(String detail) implements Problem {

        /** Of a request that has an Idempotency-Key. */
        public OutcomeUnknown() {
            this("Whether this was done is not known. Send the same request with the same Idempotency-Key again; it is"
                    + " done once at most.");
        }
    }
}
