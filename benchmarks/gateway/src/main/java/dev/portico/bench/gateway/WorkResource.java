package dev.portico.bench.gateway;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A screen that takes the time of its event loop, so that a load which one core can make is more than another can bear. */
@Path("/busy")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class WorkResource {

    /** About a millisecond's worth. */
    private static final byte[] MUCH = new byte[512 * 1024];

    /** What came of it. */
    public record WorkView(String digest) {}

    @GET
    @Path("normal")
    public WorkView normal() {
        return work();
    }

    @GET
    @Path("critical")
    public WorkView critical() {
        return work();
    }

    private static WorkView work() {
        try {
            return new WorkView(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(MUCH)));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
