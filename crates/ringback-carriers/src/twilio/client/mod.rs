//! Twilio's REST API.
