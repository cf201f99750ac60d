/** Which heading a title is, so that the page's outline has no gaps. */
export type HeadingLevel = 1 | 2 | 3 | 4;
