package dev.portico.mobile.catalog;

import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.INTEGER;
import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.NUMBER;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What a client says of the room that it has for a picture: the parameters that all screens with pictures share. */
public class PictureWanted {

    @QueryParam("width")
    @Parameter(
            description =
                    "how wide a picture is shown, in CSS pixels (dp, pt); what is usual on the screen where left out",
            schema = @Schema(type = INTEGER, minimum = "1", maximum = "4096"))
    @Nullable
    String width;

    @QueryParam("dpr")
    @Parameter(
            description = "how many pixels of the screen a CSS pixel has across",
            schema = @Schema(type = NUMBER, minimum = "1", maximum = "4", defaultValue = "2"))
    @Nullable
    String dpr;

    /** @param usual width in CSS pixels, where the client does not say */
    int pixels(int usual) {
        return PictureWidth.of(width, dpr, usual);
    }
}
