import { type Html, html } from './html.ts';

/** What the pages know of the server itself. */
export type ServerFacts = {
  version: string;
  databaseName: string;
  hasRedis: boolean;
  showDemoAccounts: boolean;
  /** Addresses of what the page loads, by file name. */
  assets: { style: string; icon: string };
};

/** A whole page: its head, the name of the house, and these sections. */
export function document({ version, assets }: ServerFacts, sections: (Html | false)[]): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Triberspace</title>
<link rel="icon" type="image/svg+xml" href="${assets.icon}">
<link rel="stylesheet" href="${assets.style}">
</head>
<body>
<header>
  <img src="${assets.icon}" alt="" width="48" height="48">
  <div>
    <h1>Triberspace</h1>
    <p>World server for shared 3D spaces with live events</p>
  </div>
  <span class="version">version ${version}</span>
</header>
<main>
${sections}
</main>
</body>
</html>
`;
}
