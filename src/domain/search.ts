/** A pattern for ILIKE that finds `text` anywhere, with nothing in it taken for a wildcard. */
export const likePattern = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
