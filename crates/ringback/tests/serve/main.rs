//! The real program against the simulated carrier, over real HTTP: whole flows, from a ring to a
//! delivered text, and everything that can go wrong on the way.
//!
//! Each test starts a carrier and `ringback serve` as a child on a free port with a database of
//! its own, set up by environment variables as an outside program would do it. What the desk did
//! is read where an owner or a stranger can read it: on the phones, on the pages, by `why`.

#![cfg(unix)]
#![allow(clippy::unwrap_used, unreachable_pub)]

mod backup;
mod backup_large;
mod brakes;
mod brakes_breaker;
mod businesses_apart;
mod businesses_routes;
mod businesses_suspended;
mod calls_held;
mod calls_missed;
mod calls_order;
mod calls_taken;
mod calls_voicemail;
mod delivery_receipts;
mod delivery_retries;
mod delivery_unknown;
mod desk;
mod doors;
mod doors_carrier;
mod erasure;
mod forwarding;
mod hours;
mod https_acme;
mod https_files;
mod https_proxies;
mod login;
mod login_routes;
mod logs;
mod moving;
mod pages_answer;
mod pages_settings;
mod pages_waiting;
mod registration;
mod setup_carrier;
mod setup_faults;
mod setup_pages;
mod setup_undo;
mod setup_words;
mod stopping;
mod texts_consent;
mod texts_optout;
mod texts_relay;
mod words;
