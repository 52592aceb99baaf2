import { resolve } from 'node:path';
import type { TriberspaceServer } from '../server.ts';
import { DEMO_PASSWORD, demoAccounts } from './demo-accounts.ts';

/** What of a server the welcome speaks of. */
export type Welcomed = Pick<TriberspaceServer, 'url' | 'isSeeded' | 'demoEventId'> & {
  app: {
    config: Pick<TriberspaceServer['app']['config'], 'DATA_DIR' | 'HOST' | 'REDIS_URL'>;
    database: Pick<TriberspaceServer['app']['database'], 'kind'>;
  };
};

/** What whoever started the server reads: where it is, what it stands on, and what to try. */
export function welcome(server: Welcomed): string {
  const blocks = [whatRuns(server)];
  if (server.isSeeded) blocks.push(whoToBe(server), whatToTry(server));
  blocks.push(
    `  Every request: ${server.url}/docs\n  How a client enters a space: docs/protocol.md\n  Every setting: .env.example`,
  );
  return `\n${blocks.join('\n\n')}\n`;
}

function whatRuns({ url, app: { config, database } }: Welcomed): string {
  return [
    `  Triberspace runs at ${url}`,
    '',
    `  Database  ${database.kind === 'postgres' ? 'PostgreSQL' : `embedded, in ${resolve(config.DATA_DIR)}`}`,
    `  Redis     ${config.REDIS_URL ? 'yes' : 'none: this is the only process'}`,
    `  Network   ${isLoopback(config.HOST) ? 'this machine only; HOST=0.0.0.0 opens it to the network' : `open: listens on ${config.HOST}`}`,
  ].join('\n');
}

/** Whether nobody but this machine reaches what listens on this address. */
const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host.startsWith('127.');

function whoToBe({ app: { config } }: Welcomed): string {
  const width = Math.max(...demoAccounts.map(({ email }) => email.length));
  const lines = demoAccounts.map(({ email, purpose }) => `    ${email.padEnd(width)}  ${purpose}`);
  const warning = isLoopback(config.HOST)
    ? []
    : ['    This password is public, and one account is an admin: anybody in this network can sign in.'];
  return [`  Demo accounts, password ${DEMO_PASSWORD}`, ...lines, ...warning].join('\n');
}

function whatToTry({ url, demoEventId }: Welcomed): string {
  const credentials = JSON.stringify({ email: 'creator@example.com', password: DEMO_PASSWORD });
  const steps: [what: string, command: string][] = [
    ['See the spaces', `curl -s ${url}/api/v1/spaces`],
    [
      'Sign in as the creator',
      `TOKEN=$(curl -s ${url}/api/auth/sign-in/email -H 'Content-Type: application/json' -d '${credentials}' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')`,
    ],
  ];
  if (demoEventId) {
    const start = `curl -s -X POST ${url}/api/v1/events/${demoEventId}/start -H "Authorization: Bearer $TOKEN"`;
    steps.push(['Start the event on the stage', start]);
  }
  steps.push(['Fill the stage with 20 players', 'npm run loadtest -- --clients 20 --seconds 10']);
  return ['  Try it', ...steps.map(([what, command]) => `    # ${what}\n    ${command}`)].join('\n');
}
