/** Who is asking: a signed-in user in one session. */
export type Actor = {
  userId: string;
  userName: string;
  role: 'user' | 'creator' | 'admin';
  sessionId: string;
};
