import { DomainError } from '../errors.ts';
import { assertExpected } from '../expected-price.ts';

/** `expectedPoints` is what the buyer was shown for the whole line; without it, any price is fine. */
export type Line = { productId: string; quantity: number; expectedPoints?: number | undefined };

/** A product as it stands when somebody asks to buy it. */
export type Offer = {
  id: number;
  publicId: string;
  creatorId: number;
  name: string;
  productType: string;
  pricePoints: number;
  isActive: boolean;
  /** Whether the store that it is sold in is open. */
  isStoreOpen: boolean;
  /** Whether it has what it sells: a wearable that can be seen. */
  isComplete: boolean;
  isReleased: boolean;
  currentStock: number | null;
  maxPerUser: number | null;
  itemId: number | null;
  isOwned: boolean;
};

export type PricedLine = {
  offer: Offer;
  quantity: number;
  totalPoints: number;
  expectedPoints?: number | undefined;
};

/** Puts the lines of an order together with what is offered, or says what stands in the way. */
export function priceLines(lines: readonly Line[], offers: readonly Offer[]): PricedLine[] {
  const byId = new Map(offers.map((offer) => [offer.publicId, offer]));
  if (new Set(lines.map((line) => line.productId)).size < lines.length) {
    throw new DomainError('INVALID', { errors: [{ path: 'lines', message: 'name each product once' }] });
  }
  const priced = lines.map(({ productId, quantity, expectedPoints }, index) => {
    const offer = byId.get(productId);
    if (!offer) throw new DomainError('PRODUCT_NOT_FOUND');
    assertOffered(offer, quantity, index);
    return { offer, quantity, totalPoints: offer.pricePoints * quantity, expectedPoints };
  });
  if (new Set(priced.map(({ offer }) => offer.creatorId)).size > 1) throw new DomainError('SEVERAL_CREATORS');
  assertExpected(
    priced.map(({ expectedPoints: expected, totalPoints: current }, index) => ({
      path: `lines.${index}.expectedPoints`,
      expected,
      current,
    })),
  );
  return priced;
}

/**
 * Refuses an order whose products are no longer offered as they were priced, once it could not be written.
 * @param standing what the products cost now, by public id; empty where their store has closed meanwhile
 */
export function refuseOvertaken(
  priced: readonly PricedLine[],
  standing: readonly { productId: string; pricePoints: number }[],
): never {
  if (standing.length === 0) throw new DomainError('STORE_CLOSED');
  const prices = new Map(standing.map(({ productId, pricePoints }) => [productId, pricePoints]));
  assertExpected(
    priced.map(({ offer: { publicId, pricePoints }, quantity, expectedPoints }, index) => ({
      path: `lines.${index}.expectedPoints`,
      expected: expectedPoints,
      current: (prices.get(publicId) ?? pricePoints) * quantity,
    })),
  );
  throw new DomainError('SOLD_OUT', 'It was sold, changed or retired just now.');
}

function assertOffered(offer: Offer, quantity: number, index: number): void {
  if (!offer.isActive) throw new DomainError('PRODUCT_INACTIVE');
  if (!offer.isStoreOpen) throw new DomainError('STORE_CLOSED');
  if (!offer.isComplete) throw new DomainError('PRODUCT_INCOMPLETE');
  if (!offer.isReleased) throw new DomainError('NOT_RELEASED');
  if (offer.isOwned) throw new DomainError('ALREADY_OWNED');
  if (offer.itemId !== null && quantity > 1) {
    const path = `lines.${index}.quantity`;
    throw new DomainError('INVALID', { errors: [{ path, message: 'a wearable is owned once' }] });
  }
  if (offer.currentStock !== null && offer.currentStock < quantity) throw new DomainError('SOLD_OUT');
}

/**
 * Refuses what would be more of a product than one user may buy.
 * @param bought how many of a product the user bought and did not give back
 */
export function assertWithinLimits(
  lines: readonly PricedLine[],
  bought: (productId: number) => number,
): void {
  const errors = lines.flatMap(({ offer: { id, maxPerUser }, quantity }, index) => {
    if (maxPerUser === null || bought(id) + quantity <= maxPerUser) return [];
    const message = `one user may buy ${maxPerUser} of this product, and you have bought ${bought(id)}`;
    return [{ path: `lines.${index}.quantity`, message }];
  });
  if (errors.length > 0) throw new DomainError('MAX_PER_USER_REACHED', { errors });
}

export const totalOf = (lines: readonly PricedLine[]): number =>
  lines.reduce((sum, line) => sum + line.totalPoints, 0);
