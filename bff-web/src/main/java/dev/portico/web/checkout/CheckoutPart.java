package dev.portico.web.checkout;

/** The steps of a checkout. */
enum CheckoutPart {
    OFFERS,
    ORDER
}
