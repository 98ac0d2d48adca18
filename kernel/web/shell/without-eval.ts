import { z } from 'zod';

/**
 * A strict content security policy forbids the code that zod would otherwise generate. zod decides so when a schema is
 * made: whatever starts an app imports this file before all else.
 */
z.config({ jitless: true });
