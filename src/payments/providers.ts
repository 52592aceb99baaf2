import type { PaymentProvider } from '#domain/payments.ts';
import { createPaypal } from './paypal.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';
import { createStripe } from './stripe.ts';

type Settings = {
  PAYMENT_PROVIDER?: 'sandbox' | 'stripe' | 'paypal' | 'none' | undefined;
  STRIPE_SECRET_KEY?: string | undefined;
  STRIPE_WEBHOOK_SECRET?: string | undefined;
  STRIPE_API_URL?: string | undefined;
  PAYPAL_CLIENT_ID?: string | undefined;
  PAYPAL_CLIENT_SECRET?: string | undefined;
  PAYPAL_WEBHOOK_ID?: string | undefined;
  PAYPAL_API_URL: string;
  AUTH_SECRET: string;
  isProduction: boolean;
};

/** Those that can take money, the one for new purchases first; and the sandbox, which has pages, where it is one. */
export type Providers = { providers: readonly PaymentProvider[]; sandbox: Sandbox | undefined };

/** @param url where buyers reach this server */
export function createProviders(settings: Settings, url: string): Providers {
  const chosen = settings.PAYMENT_PROVIDER ?? (settings.isProduction ? 'none' : 'sandbox');
  if (chosen === 'none') return { providers: [], sandbox: undefined };
  if (chosen === 'stripe') return { providers: [stripeOf(settings)], sandbox: undefined };
  if (chosen === 'paypal') return { providers: [paypalOf(settings, url)], sandbox: undefined };
  const sandbox = createSandbox({ secret: settings.AUTH_SECRET, url });
  return { providers: [sandbox], sandbox };
}

/** The secrets are there: without them the configuration is refused. */
const stripeOf = ({ STRIPE_SECRET_KEY = '', STRIPE_WEBHOOK_SECRET = '', STRIPE_API_URL }: Settings) =>
  createStripe({
    secretKey: STRIPE_SECRET_KEY,
    webhookSecret: STRIPE_WEBHOOK_SECRET,
    apiUrl: STRIPE_API_URL,
  });

const paypalOf = (
  { PAYPAL_CLIENT_ID = '', PAYPAL_CLIENT_SECRET = '', PAYPAL_WEBHOOK_ID = '', PAYPAL_API_URL }: Settings,
  url: string,
) =>
  createPaypal({
    clientId: PAYPAL_CLIENT_ID,
    clientSecret: PAYPAL_CLIENT_SECRET,
    webhookId: PAYPAL_WEBHOOK_ID,
    apiUrl: PAYPAL_API_URL,
    url,
  });
