import { areaPages } from './area-pages.ts';
import { declaredContract } from './contract.ts';

/** A file that is kept in the repository, and what it says. */
export type ContractFile = { path: URL; text: string };

const docs = new URL('../../docs/', import.meta.url);

/** Every file that is written from the contract. */
export async function contractFiles(): Promise<ContractFile[]> {
  const document = await declaredContract();
  return [
    { path: new URL('openapi.json', docs), text: `${JSON.stringify(document, null, 2)}\n` },
    ...areaPages(document).map(({ name, text }) => ({ path: new URL(`api/${name}`, docs), text })),
  ];
}
