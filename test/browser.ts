import { type Browser, chromium, type Page } from 'playwright-core';

/** What keeps a browser to the page that it is sent to: no look-ups of its own, no sandbox where root runs it. */
const ARGUMENTS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser that TEST_BROWSER names. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.TEST_BROWSER as string, args: ARGUMENTS });

/** A page, and everything that went wrong in it: errors, warnings, requests that failed. */
export async function openPage(browser: Browser, width = 1280): Promise<{ page: Page; troubles: string[] }> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('requestfailed', (request) => troubles.push(`failed: ${request.url()}`));
  return { page, troubles };
}
