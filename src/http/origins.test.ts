import { describe, expect, test } from 'vitest';
import { createOrigins } from './origins.ts';

describe('origins', () => {
  test('that are configured may call, and no others', () => {
    const origins = createOrigins(['https://play.example.com'], false);
    expect(origins.allows('https://play.example.com')).toBe(true);
    for (const origin of [
      'https://evil.example.com',
      'http://play.example.com',
      'null',
      'http://localhost:5173',
    ]) {
      expect(origins.allows(origin)).toBe(false);
    }
  });

  test('of this very machine may call where that is allowed, whatever the port', () => {
    const origins = createOrigins([], true);
    for (const origin of ['http://localhost:5173', 'https://127.0.0.1', 'http://[::1]:8080']) {
      expect(origins.allows(origin)).toBe(true);
    }
    for (const origin of [
      'http://localhost.evil.example',
      'http://127.0.0.1.evil.example',
      'http://localhost:80@evil',
    ]) {
      expect(origins.allows(origin)).toBe(false);
    }
  });

  test('may be added once an address is known', () => {
    const origins = createOrigins([], false);
    origins.add('https://late.example.com');
    expect(origins.allows('https://late.example.com')).toBe(true);
    expect(origins.list()).toContain('https://late.example.com');
  });
});
