import type { NewBaseModel, SlotValues } from '#domain/avatars/catalogue.ts';
import type { EventReward } from '#domain/events/events.ts';
import type { NewProduct } from '#domain/store/products.ts';

/** What the demo world is made of. The URLs lead nowhere: no client has to load a mesh to try it. */

const CDN = 'https://cdn.example.com/triberspace';

export const world = {
  name: 'Aurora Hall',
  description:
    'A concert hall under the northern lights: music on the stage, pictures next door, and a shop.',
};

export const application = { bio: 'Concerts under the northern lights.', pointsName: 'Encore' };

/** The points that each demo player begins with. */
export const STARTING_POINTS = 150;

export type DemoSpaceType = 'stage' | 'gallery' | 'store';

/** The newest is listed first, so the stage comes last. */
export const spaces: readonly { spaceType: DemoSpaceType; name: string }[] = [
  { spaceType: 'store', name: 'Merch corner' },
  { spaceType: 'gallery', name: 'Picture gallery' },
  { spaceType: 'stage', name: 'Main stage' },
];

const slots = (...given: [slotName: string, slotType: SlotValues['slotType']][]): SlotValues[] =>
  given.map(([slotName, slotType], index) => ({ slotName, slotType, displayOrder: index + 1 }));

const baseModel = (name: string, madeOf: SlotValues[]): NewBaseModel => ({
  name,
  meshUrl: `${CDN}/models/${name}.glb`,
  skeletonUrl: `${CDN}/models/${name}-skeleton.glb`,
  thumbnailUrl: `${CDN}/models/${name}.webp`,
  rigType: name,
  slots: madeOf,
});

export const baseModels: readonly NewBaseModel[] = [
  baseModel(
    'humanoid',
    slots(
      ['head', 'attachment'],
      ['torso', 'mesh_replacement'],
      ['legs', 'mesh_replacement'],
      ['feet', 'mesh_replacement'],
      ['back', 'attachment'],
      ['hand', 'attachment'],
    ),
  ),
  baseModel(
    'robot',
    slots(
      ['head', 'attachment'],
      ['torso', 'mesh_replacement'],
      ['back', 'attachment'],
      ['paint', 'texture_overlay'],
    ),
  ),
];

export type DemoWearable = {
  name: string;
  description: string;
  baseModel: 'humanoid' | 'robot';
  slotName: string;
  /** For clients that draw plain shapes. */
  color: string;
  pricePoints: number;
  /** The name of a wearable above it that it cannot be worn with. */
  clashesWith?: string;
  maxQuantity?: number;
  /** Days until it can be bought; at once where there are none. */
  releasedInDays?: number;
};

export const wearables: readonly DemoWearable[] = [
  {
    name: 'Denim jacket',
    description: 'Goes with everything.',
    baseModel: 'humanoid',
    slotName: 'torso',
    color: '#3f5f8a',
    pricePoints: 40,
  },
  {
    name: 'Silver jacket',
    description: 'There are 25 of them, and no more.',
    baseModel: 'humanoid',
    slotName: 'torso',
    color: '#c9ced6',
    pricePoints: 120,
    maxQuantity: 25,
  },
  {
    name: 'Wide-brimmed hat',
    description: 'Keeps the spotlights out of your eyes.',
    baseModel: 'humanoid',
    slotName: 'head',
    color: '#7a4b2a',
    pricePoints: 30,
  },
  {
    name: 'Hooded cape',
    description: 'The hood leaves no room for a hat.',
    baseModel: 'humanoid',
    slotName: 'back',
    color: '#4b2f6b',
    pricePoints: 90,
    clashesWith: 'Wide-brimmed hat',
  },
  {
    name: 'Glow stick',
    description: 'Wave it.',
    baseModel: 'humanoid',
    slotName: 'hand',
    color: '#5cf2a0',
    pricePoints: 10,
  },
  {
    name: 'Light-up sneakers',
    description: 'They blink with every step.',
    baseModel: 'humanoid',
    slotName: 'feet',
    color: '#f25c8a',
    pricePoints: 60,
  },
  {
    name: 'Antenna',
    description: 'For better reception.',
    baseModel: 'robot',
    slotName: 'head',
    color: '#d9a441',
    pricePoints: 20,
  },
  {
    name: 'Jet pack',
    description: 'Drops in three days.',
    baseModel: 'robot',
    slotName: 'back',
    color: '#b23a3a',
    pricePoints: 80,
    releasedInDays: 3,
  },
];

/** File names and texts of a wearable, as the catalogue has them. */
export const wearableAssets = ({ name, color }: DemoWearable) => {
  const file = name.toLowerCase().replaceAll(' ', '-');
  return {
    meshUrl: `${CDN}/wearables/${file}.glb`,
    thumbnailUrl: `${CDN}/wearables/${file}.webp`,
    metadata: { name, color },
  };
};

export const otherProducts: readonly NewProduct[] = [
  {
    name: 'First night poster',
    description: 'Signed by everybody on stage.',
    productType: 'collectible',
    pricePoints: 15,
    digitalAssetUrl: `${CDN}/collectibles/first-night-poster.webp`,
  },
  {
    name: 'Backstage pass',
    description: 'Meet the band after the show.',
    productType: 'access_pass',
    pricePoints: 100,
  },
];

export const packages = [
  { name: 'Handful', pointsAmount: 100, bonusPoints: 0, priceUSD: '0.99', displayOrder: 1 },
  { name: 'Pocketful', pointsAmount: 500, bonusPoints: 50, priceUSD: '4.99', displayOrder: 2 },
  { name: 'Trunkful', pointsAmount: 1000, bonusPoints: 200, priceUSD: '9.99', displayOrder: 3 },
];

export type DemoEvent = {
  spaceType: DemoSpaceType;
  name: string;
  description: string;
  /** Hours from when it is scheduled. */
  startsInHours: number;
  lastsHours: number;
  reward: Partial<EventReward>;
};

/** The event that the creator can start at any time, and one to come. */
export const events: readonly DemoEvent[] = [
  {
    spaceType: 'stage',
    name: 'First night',
    description: 'The opening concert of the season.',
    startsInHours: 0,
    lastsHours: 24,
    reward: { pointsPerMinute: 60, minimumSeconds: 10, maximumPoints: 500 },
  },
  {
    spaceType: 'gallery',
    name: 'Vernissage',
    description: 'New pictures, and the people who made them.',
    startsInHours: 24,
    lastsHours: 3,
    reward: { pointsPerMinute: 20, minimumSeconds: 60, maximumPoints: 200 },
  },
];
