/** What a reader of the reference is told first. */
export const introduction = `The REST interface of a Triberspace world server: accounts, worlds, spaces, events, tribes, avatars, inventories, stores and points. The rooms, in which players meet, speak Colyseus: see docs/protocol.md.

**Answers.** A success is \`{ "data": … }\`; a list also has \`"page": { "limit", "nextCursor" }\`: send \`nextCursor\` as \`cursor\` for what comes next. A refusal is \`application/problem+json\` with a stable \`code\`; a 422 names every field that is wrong.

**Signing in.** POST /api/v1/auth/signup-full or POST /api/auth/sign-in/email answers with a \`token\` for \`Authorization: Bearer TOKEN\`. Pages can use the cookie that comes with it.

**Ids** are 12 characters; users go by their \`userName\`. Times are ISO 8601 in UTC, money is a decimal string, points are whole numbers.

**Twice.** What moves points, stock or ownership takes an \`Idempotency-Key\` header: the same key with the same body gets the first answer again, with \`Idempotent-Replayed: true\`, and moves nothing.

**Limits.** \`RateLimit-Policy\` and \`RateLimit\` tell what is left; a 429 says in \`Retry-After\` for how many seconds to wait. **Reads** have an \`ETag\`: send it as \`If-None-Match\`, and what is unchanged is answered with 304 and no body.`;

/** The areas, in the order in which one meets them. */
export const tags = [
  { name: 'auth', description: 'Signing up, and who one is.' },
  { name: 'users', description: "One's own account." },
  { name: 'worlds', description: 'What creators own, and players visit.' },
  { name: 'spaces', description: 'The places in a world; each that runs is a room.' },
  { name: 'events', description: 'Live events: scheduled, taken live, attended, ended.' },
  { name: 'tribes', description: "Creators' communities." },
  { name: 'creators', description: 'Users with a world, a tribe, a store and points of their own.' },
  { name: 'avatars', description: 'Bodies, what they wear, and the catalogue of both.' },
  { name: 'inventory', description: 'What one owns.' },
  { name: 'store', description: 'What creators sell for their points.' },
  { name: 'points', description: "Creators' points: earned, bought, spent." },
  { name: 'better-auth', description: 'Sessions, as Better Auth serves them, in its own shapes.' },
];
