import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage } from '#test/browser.ts';
import { signUpCreator } from '#test/clients.ts';
import { startTestServer, type TestServer } from '#test/test-server.ts';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  server = await startTestServer('pglite');
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

test('API9 in a browser, the reference shows every area, sends a request, and nothing is blocked', async () => {
  const creator = await signUpCreator(server.url, 'reader');
  const { page, troubles } = await openPage(browser);
  await page.goto(`${server.url}/docs#/worlds/listWorlds`);
  await page.waitForSelector('.opblock-tag');
  expect(await page.locator('.opblock-tag').count()).toBe(12);
  const operation = page.locator('#operations-worlds-listWorlds');
  await operation.locator('.execute').click();
  const answer = operation.locator('.live-responses-table .response').first();
  await answer.waitFor();
  expect(await answer.innerText()).toContain(creator.worldId);
  expect(troubles).toEqual([]);
});

test('API9 in a browser, the reference fits a narrow screen', async () => {
  const { page, troubles } = await openPage(browser, 390);
  await page.goto(`${server.url}/docs`);
  await page.waitForSelector('.opblock-tag');
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  expect(troubles).toEqual([]);
});

test('the home page shows without a complaint of the browser', async () => {
  const { page, troubles } = await openPage(browser);
  await page.goto(server.url);
  expect(await page.title()).toContain('Triberspace');
  expect(troubles).toEqual([]);
});
