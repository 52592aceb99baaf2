import { describe, expect, test } from 'vitest';
import { fromPaypal, toPaypal } from './paypal-money.ts';

describe('an amount of PayPal', () => {
  test.each([
    [499, 'USD', '4.99'],
    [100, 'USD', '1.00'],
    [7, 'EUR', '0.07'],
    [1_000_000, 'USD', '10000.00'],
    [499, 'JPY', '499'],
    [5, 'HUF', '5'],
  ])('PAY20 of %i of the smallest unit of %s is %s, and back', (amountCents, currency_code, value) => {
    const money = { amountCents, currency: currency_code };
    expect(toPaypal(money)).toEqual({ currency_code, value });
    expect(fromPaypal({ currency_code, value })).toEqual(money);
  });

  test.each([
    ['USD', '5', 500],
    ['USD', '5.1', 510],
    ['USD', '29.990', 2999],
    ['JPY', '500.00', 500],
  ])('PAY20 in %s may be written %s', (currency_code, value, amountCents) => {
    expect(fromPaypal({ currency_code, value })).toEqual({ amountCents, currency: currency_code });
  });

  test.each([
    ['USD', '4.995'],
    ['JPY', '4.5'],
    ['USD', '-4.99'],
    ['USD', '4,99'],
    ['USD', ''],
    ['USD', '.99'],
    ['USD', '1e3'],
    ['USD', '99999999.99'],
  ])('PAY20 in %s is not %s', (currency_code, value) => {
    expect(fromPaypal({ currency_code, value })).toBeUndefined();
  });
});
