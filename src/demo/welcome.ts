import type { TriberspaceServer } from '../server.ts';

export const welcome = ({ url }: TriberspaceServer): string => `Triberspace runs at ${url}`;
