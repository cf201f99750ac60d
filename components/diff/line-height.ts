/** Height of one line of a diff in pixels, as `--lh-code` says; for keeping the place of what is not drawn yet. */
export const LINE_HEIGHT = 20;
