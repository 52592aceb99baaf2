import type { Money } from '#domain/payments.ts';

/** An amount as PayPal writes it. */
export type PaypalMoney = { currency_code: string; value: string };

/** PayPal takes no decimals of these, and two of all others (developer.paypal.com/api/rest/reference/currency-codes). */
const WHOLE = new Set(['HUF', 'JPY', 'TWD']);

const decimalsOf = (currency: string): number => (WHOLE.has(currency) ? 0 : 2);

/** 499 cents are `4.99`; of a currency without decimals 499 are `499`. */
export function toPaypal({ amountCents, currency }: Money): PaypalMoney {
  const decimals = decimalsOf(currency);
  return { currency_code: currency, value: (amountCents / 10 ** decimals).toFixed(decimals) };
}

/** What PayPal wrote, in the smallest unit of the currency; undefined for what is no amount of that currency. */
export function fromPaypal({ currency_code: currency, value }: PaypalMoney): Money | undefined {
  const [, whole, fraction = ''] = value.match(/^(\d{1,10})(?:\.(\d{1,4}))?$/) ?? [];
  const decimals = decimalsOf(currency);
  if (whole === undefined || /[1-9]/.test(fraction.slice(decimals))) return undefined;
  const amountCents = Number(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  return amountCents <= 2_147_483_647 ? { amountCents, currency } : undefined;
}
