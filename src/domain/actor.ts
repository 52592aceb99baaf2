/** Who is asking: a signed-in user in one session. */
export type Actor = {
  userId: string;
  userName: string;
  role: 'user' | 'creator' | 'admin';
  /** The session that they signed in with. Not called sessionId: the matchmaker takes that for a seat's name. */
  authSessionId: string;
};
