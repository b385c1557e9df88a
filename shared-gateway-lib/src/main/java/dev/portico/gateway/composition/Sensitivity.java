package dev.portico.gateway.composition;

/** Why something is not for everybody to see. */
public enum Sensitivity {
    /** It is about a person: a name, an address, what they bought (GDPR article 4). */
    PERSONAL,
    /** It is for the people who run the shop, and for nobody outside. */
    INTERNAL
}
