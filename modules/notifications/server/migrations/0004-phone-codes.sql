-- Codes that are sent to a phone to see whose it is: sealed, bound to the delivery, of no use after minutes.
create table notifications.phone_code (
  delivery_id uuid primary key references notifications.delivery,
  key_id text not null,
  cipher text not null,
  nonce bytea not null,
  ciphertext bytea not null
);
