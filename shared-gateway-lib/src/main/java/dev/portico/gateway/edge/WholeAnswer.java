package dev.portico.gateway.edge;

import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** What is written of an answer further in, held back until all of it is there. */
final class WholeAnswer {

    private WholeAnswer() {}

    /**
     * Has the rest of the chain write it. By then the framework has handed status and header fields to the server, which has
     * not sent them yet.
     */
    static byte[] of(WriterInterceptorContext answer) throws IOException {
        var written = new ByteArrayOutputStream();
        answer.setOutputStream(written);
        answer.proceed();
        return written.toByteArray();
    }
}
