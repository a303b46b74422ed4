//! Style, script and mark of the pages, built in.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

const STYLE: &str = include_str!("../assets/ringback.css");
const SHELL: &str = include_str!("../assets/shell.css");
const THREAD: &str = include_str!("../assets/thread.css");
const THREAD_SCRIPT: &str = include_str!("../assets/thread.js");
const SETTINGS: &str = include_str!("../assets/settings.css");
const SETTINGS_SCRIPT: &str = include_str!("../assets/settings.js");
const WORDS: &str = include_str!("../assets/words.css");
const WORDS_SCRIPT: &str = include_str!("../assets/words.js");
const REGISTRATION: &str = include_str!("../assets/registration.css");
const PUBLIC: &str = include_str!("../assets/public.css");
const SETUP: &str = include_str!("../assets/setup.css");
const SETUP_SCRIPT: &str = include_str!("../assets/setup.js");
const MARK: &str = include_str!("../assets/mark.svg");
const DOOR_STYLE: &str = include_str!("../assets/door.css");
const DOOR_SCRIPT: &str = include_str!("../assets/door.js");
const SCRIPT: &str = include_str!("../assets/ringback.js");

/// `GET /assets/{name}`
pub(crate) async fn file(Path(name): Path<String>) -> Response {
    let (content_type, body) = match name.as_str() {
        "ringback.css" => ("text/css; charset=utf-8", STYLE),
        "shell.css" => ("text/css; charset=utf-8", SHELL),
        "thread.css" => ("text/css; charset=utf-8", THREAD),
        "thread.js" => ("text/javascript; charset=utf-8", THREAD_SCRIPT),
        "ringback.js" => ("text/javascript; charset=utf-8", SCRIPT),
        "settings.css" => ("text/css; charset=utf-8", SETTINGS),
        "settings.js" => ("text/javascript; charset=utf-8", SETTINGS_SCRIPT),
        "setup.css" => ("text/css; charset=utf-8", SETUP),
        "setup.js" => ("text/javascript; charset=utf-8", SETUP_SCRIPT),
        "door.css" => ("text/css; charset=utf-8", DOOR_STYLE),
        "door.js" => ("text/javascript; charset=utf-8", DOOR_SCRIPT),
        "words.css" => ("text/css; charset=utf-8", WORDS),
        "words.js" => ("text/javascript; charset=utf-8", WORDS_SCRIPT),
        "registration.css" => ("text/css; charset=utf-8", REGISTRATION),
        "public.css" => ("text/css; charset=utf-8", PUBLIC),
        "mark.svg" => ("image/svg+xml", MARK),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    (
        [(CONTENT_TYPE, content_type), (CACHE_CONTROL, "max-age=300")],
        body,
    )
        .into_response()
}
