const LEAST_CENTS = 50;
const MOST_CENTS = 1_000_000;

/** Whether a text is a price that a package of points may have: US dollars and cents, 0.50 to 10000.00. */
export function isPackagePrice(text: string): boolean {
  if (!/^(0|[1-9]\d{0,4})\.\d{2}$/.test(text)) return false;
  const cents = Number(text.replace('.', ''));
  return cents >= LEAST_CENTS && cents <= MOST_CENTS;
}
