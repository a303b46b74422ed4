//! Breaking things, and the pace of time.

use super::SimulatorHandle;
use crate::event::SimEvent;
use crate::fault::{ApiFault, ApiRoute, FaultCount, FaultRule, WebhookFault, WebhookRule};
use crate::webhook::WebhookKind;

impl SimulatorHandle {
    /// Adds a fault of the API. Rules strike in the order in which they were added.
    pub fn break_api(&self, route: ApiRoute, count: FaultCount, fault: ApiFault) {
        self.core.faults.add_api(FaultRule {
            route,
            count,
            fault,
        });
    }

    /// Adds a fault of webhooks of one kind, or of all.
    pub fn break_webhooks(
        &self,
        kind: Option<WebhookKind>,
        count: FaultCount,
        fault: WebhookFault,
    ) {
        self.core
            .faults
            .add_webhook(WebhookRule { kind, count, fault });
    }

    /// Takes all faults back.
    pub fn heal(&self) {
        self.core.faults.clear();
    }

    /// Takes the API down: connections are cut and new ones refused, on the same port.
    pub fn go_down(&self) {
        self.listening.go_down();
        self.core.tell(SimEvent::Carrier { up: false });
    }

    /// Brings the API up again.
    pub fn come_up(&self) {
        self.listening.come_up();
        self.core.tell(SimEvent::Carrier { up: true });
    }

    /// Whether the API takes connections.
    #[must_use]
    pub fn is_up(&self) -> bool {
        self.listening.is_up()
    }

    /// Lets simulated time run this much faster than life, from now on and for everything that
    /// waits already. Webhook limits and dates stay real.
    pub fn set_speed(&self, factor: f64) {
        self.core.clock.set_factor(factor);
        self.core.tell(SimEvent::Speed {
            factor: self.core.clock.factor(),
        });
    }

    /// How much faster than life simulated time runs.
    #[must_use]
    pub fn speed(&self) -> f64 {
        self.core.clock.factor()
    }
}
