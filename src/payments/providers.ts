import type { PaymentProvider } from '#domain/payments.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';

type Settings = {
  PAYMENT_PROVIDER?: 'sandbox' | 'none' | undefined;
  AUTH_SECRET: string;
  isProduction: boolean;
};

/** Those that can take money, the one for new purchases first; and the sandbox, which has pages, where it is one. */
export type Providers = { providers: readonly PaymentProvider[]; sandbox: Sandbox | undefined };

/** @param url where buyers reach this server */
export function createProviders(settings: Settings, url: string): Providers {
  const chosen = settings.PAYMENT_PROVIDER ?? (settings.isProduction ? 'none' : 'sandbox');
  if (chosen === 'none') return { providers: [], sandbox: undefined };
  const sandbox = createSandbox({ secret: settings.AUTH_SECRET, url });
  return { providers: [sandbox], sandbox };
}
