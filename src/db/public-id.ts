import { nanoid } from 'nanoid';

/** Length of every public id, in characters. */
export const PUBLIC_ID_LENGTH = 12;

/** A fresh public id: 12 characters of `A-Za-z0-9_-`, about 71 bits. */
export const newPublicId = (): string => nanoid(PUBLIC_ID_LENGTH);
