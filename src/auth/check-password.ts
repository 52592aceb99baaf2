import type { CheckPassword } from '#domain/accounts/deletion.ts';
import type { Auth } from './auth.ts';

/** Compares a password with what Better Auth keeps of it. */
export function createCheckPassword(auth: Auth): CheckPassword {
  return async (userId, password) => {
    const { internalAdapter, password: hashes } = await auth.$context;
    const accounts = await internalAdapter.findAccounts(userId);
    const hash = accounts.find(({ providerId }) => providerId === 'credential')?.password;
    if (!hash) return 'none';
    return (await hashes.verify({ hash, password })) ? 'right' : 'wrong';
  };
}
