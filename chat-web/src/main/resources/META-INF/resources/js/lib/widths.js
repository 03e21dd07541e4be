// The widths at which the page changes, as in css/layout.css: in rem, so that large text counts as
// little space. A rem of a media query is the reader's own font size, 16 px unless they changed it.

/** Rooms and people are drawers. */
export const NARROW = "(max-width: 47.49rem)";

/** The people are a drawer. */
export const NO_PEOPLE = "(max-width: 68.74rem)";
