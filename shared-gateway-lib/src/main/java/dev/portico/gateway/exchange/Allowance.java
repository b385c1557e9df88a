package dev.portico.gateway.exchange;

/** What limits have let a request take. Who refuses it for another reason may give it back. */
public interface Allowance {

    /** The permits that were taken count no more. To be called once at most; blocks nothing. */
    void giveBack();
}
