//! Ringback web.
