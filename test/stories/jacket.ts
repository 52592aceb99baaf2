import { sql } from 'drizzle-orm';
import { user } from '#db/schema/index.ts';
import { type Person, signUp } from '#test/clients.ts';
import type { TestServer } from '#test/test-server.ts';

/** A base model from the operator, a jacket from the creator, on sale for one point. */
export async function sellJacket(
  { url, server }: TestServer,
  creator: Person,
): Promise<{ productId: string; itemId: string; price: number }> {
  const operator = await signUp(url, 'the_operator');
  await server.app.database.db
    .update(user)
    .set({ role: 'admin' })
    .where(sql`${user.userName} = ${operator.userName}`);
  const model = await operator.api.data(
    operator.api.post('/avatars/base-models', {
      name: 'Human',
      meshUrl: 'https://cdn.example.com/human.glb',
      skeletonUrl: 'https://cdn.example.com/human-rig.glb',
      rigType: 'humanoid',
      slots: [{ slotName: 'torso', slotType: 'mesh_replacement', displayOrder: 1 }],
    }),
  );
  const item = await creator.api.data(
    creator.api.post('/avatars/items', {
      baseModelId: model.id,
      slotName: 'torso',
      meshUrl: 'https://cdn.example.com/jacket.glb',
      thumbnailUrl: 'https://cdn.example.com/jacket.png',
    }),
  );
  const price = 1;
  const product = await creator.api.data(
    creator.api.post('/store/products', {
      name: 'Tour jacket',
      productType: 'avatar',
      itemId: item.id,
      pricePoints: price,
      maxQuantity: 5,
    }),
  );
  return { productId: product.id, itemId: item.id, price };
}
