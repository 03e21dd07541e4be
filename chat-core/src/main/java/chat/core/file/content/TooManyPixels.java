package chat.core.file.content;

/**
 * A well-formed picture of which a viewer would have to decode more than {@link Picture#MAX_PIXELS}
 * at once. It must not be accepted. Immutable.
 *
 * @param type the type of the picture
 * @param pixels as its headers claim; the largest of its frames if there are several
 */
public record TooManyPixels(ContentType type, long pixels) implements Inspection {}
