import type { Metadata } from 'next';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import './globals.css';
import './print.css';

export const metadata: Metadata = { title: 'Backcast' };

/** Every page is rendered per request: its scripts carry the nonce of that answer's policy. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  await connection();
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
