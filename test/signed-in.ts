import { createHmac } from 'node:crypto';
import type { Db } from '#db/client.ts';
import { session } from '#db/schema/index.ts';
import { buildUser, type User } from './builders.ts';

const DAY_MS = 86_400_000;

export type SignedIn = { user: User; token: string; sessionId: string };

/** Users with a session and its token, straight into the database: no password is hashed. */
export async function buildSignedIn(db: Db, secret: string, count: number): Promise<SignedIn[]> {
  const made: SignedIn[] = [];
  for (let at = 0; at < count; at++) {
    const user = await buildUser(db);
    const token = `token${user.id.replace(/[^A-Za-z0-9]/g, '')}`;
    const id = `session-${user.id}`;
    await db.insert(session).values({
      id,
      token,
      userId: user.id,
      expiresAt: new Date(Date.now() + 7 * DAY_MS),
    });
    const signature = createHmac('sha256', secret).update(token).digest('base64');
    made.push({ user, token: `${token}.${signature}`, sessionId: id });
  }
  return made;
}
