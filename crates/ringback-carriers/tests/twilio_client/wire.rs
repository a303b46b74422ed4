//! Resources as Twilio writes them.

use serde_json::{Value, json};

/// A message with all the fields that Twilio sends, some changed.
pub(crate) fn message(changes: &Value) -> Value {
    changed(
        json!({
            "account_sid": "AC00000000000000000000000000000000", "api_version": "2010-04-01",
            "body": "hello", "date_created": "Mon, 23 Nov 2026 15:04:05 +0000",
            "date_sent": null, "date_updated": "Mon, 23 Nov 2026 15:04:05 +0000",
            "direction": "outbound-api", "error_code": null, "error_message": null,
            "from": "+13125550100", "messaging_service_sid": null, "num_media": "0",
            "num_segments": "1", "price": null, "price_unit": "USD",
            "sid": "SM33333333333333333333333333333333", "status": "queued",
            "subresource_uris": {}, "to": "+13125550131", "uri": "/2010-04-01/x.json"
        }),
        changes,
    )
}

/// A call with all the fields that Twilio sends, some changed.
pub(crate) fn call(changes: &Value) -> Value {
    changed(
        json!({
            "account_sid": "AC00000000000000000000000000000000", "answered_by": null,
            "caller_name": null, "date_created": null, "date_updated": null,
            "direction": "inbound", "duration": null, "end_time": null, "forwarded_from": "",
            "from": "+13125550131", "from_formatted": "(312) 555-0131", "group_sid": null,
            "parent_call_sid": "", "phone_number_sid": "PN1", "price": null,
            "queue_time": "0", "sid": "CA11111111111111111111111111111111",
            "start_time": null, "status": "ringing", "to": "+13125550100", "trunk_sid": ""
        }),
        changes,
    )
}

fn changed(mut resource: Value, changes: &Value) -> Value {
    for (name, value) in changes.as_object().unwrap() {
        resource[name] = value.clone();
    }
    resource
}
