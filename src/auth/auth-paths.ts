/**
 * The endpoints of Better Auth that are served, below /api/auth. What needs mail or another service to sign in
 * with is not, nor is its own deletion of users, which knows nothing of points and worlds.
 */
export const AUTH_PATHS: readonly string[] = [
  '/sign-up/email',
  '/sign-in/email',
  '/sign-out',
  '/get-session',
  '/list-sessions',
  '/revoke-session',
  '/revoke-sessions',
  '/revoke-other-sessions',
  '/change-password',
  '/update-user',
];
