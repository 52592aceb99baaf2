import postgres from 'postgres';
import { type SessionTimeouts, sessionSettings } from './session-settings.ts';

const NO_TIMEOUTS: SessionTimeouts = { statementMs: 0, lockMs: 0, idleInTransactionMs: 0 };

/**
 * One connection beside the pool that nothing but its loss ends, neither its age nor that it is idle: for migrations
 * and for locks that a session holds.
 */
export const openLastingConnection = (url: string, timeouts: Partial<SessionTimeouts> = {}): postgres.Sql =>
  postgres(url, {
    max: 1,
    max_lifetime: null,
    connect_timeout: 5,
    fetch_types: false,
    onnotice: () => {},
    connection: sessionSettings('triberspace-lasting', { ...NO_TIMEOUTS, ...timeouts }),
  });
