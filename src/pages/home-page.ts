import { DEMO_PASSWORD, demoAccounts } from '#src/demo/demo-accounts.ts';
import { document, type ServerFacts } from './document.ts';
import type { EventFacts, HomeFacts, SpaceFacts } from './home-facts.ts';
import { type Html, html } from './html.ts';
import { fromNow, inUtc } from './time-words.ts';

/** The page at /. */
export function homePage(server: ServerFacts, home: HomeFacts): Html {
  return document(server, [
    figures(server, home),
    events(home),
    spaces(home.spaces),
    server.showDemoAccounts && accounts(),
    links(),
  ]);
}

/** The page at / while the database does not answer. */
export function unavailablePage(server: ServerFacts): Html {
  return document(server, [
    html`<section class="notice">
      <h2>Not ready just now</h2>
      <p>The database does not answer. The server keeps trying: reload in a moment. <a href="/readyz">/readyz</a> says what is missing.</p>
    </section>`,
  ]);
}

function figures(
  { databaseName, hasRedis }: ServerFacts,
  { spaces, events, hasMoreSpaces }: HomeFacts,
): Html {
  const isKnown = spaces.every(({ players }) => players !== undefined);
  const players = spaces.reduce((sum, space) => sum + (space.players ?? 0), 0);
  const live = events.filter(({ liveSince }) => liveSince).length;
  const figure = (name: string, value: string | number) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return html`<dl class="figures">
    ${figure('Players online', isKnown ? `${players}${hasMoreSpaces ? '+' : ''}` : 'unknown')}
    ${figure('Events live', live)}
    ${figure('Database', databaseName)}
    ${figure('Redis', hasRedis ? 'in use' : 'none')}
  </dl>`;
}

function events({ events, now }: HomeFacts): Html {
  return html`<section>
    <h2>Events</h2>
    ${events.length === 0 ? html`<p class="empty">No event is live or to come.</p>` : html`<ul class="cards">${events.map((event) => eventCard(event, now))}</ul>`}
  </section>`;
}

function eventCard(event: EventFacts, now: Date): Html {
  const { name, description, spaceName, liveSince } = event;
  return html`<li class="card">
    <h3>${name} ${badge(event, now)}</h3>
    ${description && html`<p>${description}</p>`}
    <dl>
      ${spaceName && html`<div><dt>Where</dt><dd>${spaceName}</dd></div>`}
      <div><dt>When</dt><dd>${liveSince ? html`since ${time(liveSince)}` : planned(event, now)}</dd></div>
      <div><dt>Reward</dt><dd>${reward(event)}</dd></div>
    </dl>
  </li>`;
}

function badge({ liveSince, startTime }: EventFacts, now: Date): Html {
  if (liveSince) return html`<span class="badge live">Live</span>`;
  return startTime <= now
    ? html`<span class="badge due">Ready to start</span>`
    : html`<span class="badge">Coming</span>`;
}

const time = (moment: Date): Html => html`<time datetime="${moment.toISOString()}">${inUtc(moment)}</time>`;

function planned({ startTime, endTime }: EventFacts, now: Date): Html {
  if (startTime <= now) return html`as soon as its creator starts it; planned until ${time(endTime)}`;
  return html`${time(startTime)}, ${fromNow(startTime, now)}`;
}

function reward({ pointsPerMinute, minimumSeconds, maximumPoints }: EventFacts): string {
  if (pointsPerMinute === 0) return 'none';
  const parts = [`${pointsPerMinute} points/min`];
  if (minimumSeconds > 0) parts.push(`from ${minimumSeconds} s on`);
  if (maximumPoints !== null) parts.push(`${maximumPoints} at most`);
  return parts.join(', ');
}

function spaces(spaces: readonly SpaceFacts[]): Html {
  const row = ({ id, name, spaceType, players }: SpaceFacts) => html`<tr>
    <th scope="row">${name}</th>
    <td>${spaceType}</td>
    <td><code>${id}</code></td>
    <td class="number" data-unit="${players === 1 ? 'player' : 'players'}">${players ?? '?'}</td>
  </tr>`;
  const table = html`<table>
    <thead><tr><th>Space</th><th>Type</th><th>Id</th><th class="number">Players</th></tr></thead>
    <tbody>${spaces.map(row)}</tbody>
  </table>`;
  return html`<section>
    <h2>Spaces</h2>
    ${spaces.length === 0 ? html`<p class="empty">There is no space yet.</p>` : table}
  </section>`;
}

function accounts(): Html {
  const row = ({ email, purpose }: (typeof demoAccounts)[number]) =>
    html`<tr><th scope="row"><code>${email}</code></th><td>${purpose}</td></tr>`;
  return html`<section>
    <h2>Demo accounts</h2>
    <p>Everybody's password is <code>${DEMO_PASSWORD}</code>. Sign in with <code>POST /api/auth/sign-in/email</code>.</p>
    <table>
      <thead><tr><th>Email</th><th>What it can do</th></tr></thead>
      <tbody>${demoAccounts.map(row)}</tbody>
    </table>
  </section>`;
}

function links(): Html {
  return html`<section>
    <h2>Go on</h2>
    <ul class="links">
      <li><a href="/api/v1/spaces">/api/v1/spaces</a> the spaces as the API gives them</li>
      <li><a href="/healthz">/healthz</a> whether the process answers</li>
      <li><a href="/readyz">/readyz</a> whether it can do its work</li>
      <li><code>docs/protocol.md</code> in the repository: how a client enters a space</li>
    </ul>
  </section>`;
}
