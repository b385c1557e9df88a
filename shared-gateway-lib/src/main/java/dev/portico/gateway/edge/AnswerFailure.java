package dev.portico.gateway.edge;

/** What becomes of a request whose answer fails. */
interface AnswerFailure {

    /** Nothing of the answer has been written yet. */
    void beforeAnswer(Throwable cause);

    /** The client has begun to get the answer, and has to see that it will not be complete. */
    void amidAnswer();
}
