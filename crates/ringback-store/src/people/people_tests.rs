//! Links work once and for a day; sessions end when they are told to.

use std::time::Duration;

use ringback_desk::clock::Instant;
use ringback_desk::id::{BusinessId, Id, PersonId};
use ringback_desk::phone::PhoneNumber;

use super::{Person, Role, Secret, Session, links, sessions};
use crate::{Scope, Store, StoreError, Tx, businesses, lines, people};

const NOW: Instant = Instant(1_700_000_000_000);
const DAY: Duration = Duration::from_hours(24);

fn business(tx: &Tx<'_>, company: &str, number: &str) -> Result<BusinessId, StoreError> {
    let number = PhoneNumber::from_e164(number).expect("a number");
    Ok(lines::ensure(tx, company, &number)?.0)
}

fn person(business: BusinessId, login: &str) -> Person {
    Person {
        business,
        id: PersonId(Id(uuid::Uuid::now_v7())),
        login: login.to_owned(),
        name: "Sam".to_owned(),
        password: "$argon2id$…".to_owned(),
        role: Role::Owner,
        created_at: NOW,
    }
}

fn session(of: &Person, at: Instant) -> Session {
    Session {
        business: of.business,
        id: Id(uuid::Uuid::now_v7()),
        person: of.id,
        created_at: at,
        seen_at: at,
        expires_at: at.plus(super::SESSION_LIFE),
        device: "Firefox on Linux".to_owned(),
    }
}

#[tokio::test]
async fn a_link_works_once_and_for_a_day_and_is_not_used_by_looking() {
    let store = Store::open_in_memory().expect("in memory");
    let done = store.write(Scope::Installation, |tx| {
        let own = business(tx, "Riverside", "+13125550100")?;
        let (code, late) = (Secret::random().digest(), Secret::random().digest());
        people::invite(tx, own, None, &code, NOW)?;
        let link = links::find(tx, &code)?.expect("it is there");
        assert_eq!((link.company.as_str(), link.person), ("Riverside", None));
        assert!(links::find(tx, &code)?.expect("still").works(NOW));
        assert!(links::use_up(tx, &link, &code, NOW)?, "the first time");
        assert!(!links::use_up(tx, &link, &code, NOW)?, "the second time");
        assert!(!links::find(tx, &code)?.expect("known").works(NOW));
        people::invite(tx, own, None, &late, NOW)?;
        let link = links::find(tx, &late)?.expect("it is there");
        let last = NOW.plus(DAY).minus(Duration::from_millis(1));
        assert!(link.works(last) && !link.works(NOW.plus(DAY)));
        assert!(!links::use_up(tx, &link, &late, NOW.plus(DAY))?, "too late");
        assert!(links::use_up(tx, &link, &late, last)?, "just in time");
        Ok(())
    });
    done.await.expect("stored");
}

#[tokio::test]
async fn the_links_of_one_person_end_together_and_nobody_elses() {
    let store = Store::open_in_memory().expect("in memory");
    let done = store.write(Scope::Installation, |tx| {
        let own = business(tx, "Riverside", "+13125550100")?;
        let other = business(tx, "Lakeside", "+13125550101")?;
        let sam = person(own, "sam");
        assert!(people::insert(tx, &sam)?);
        let codes: Vec<_> = (0..4).map(|_| Secret::random().digest()).collect();
        people::invite(tx, own, Some(sam.id), &codes[0], NOW)?;
        people::invite(tx, own, Some(sam.id), &codes[1], NOW)?;
        people::invite(tx, own, None, &codes[2], NOW)?;
        people::invite(tx, other, None, &codes[3], NOW)?;
        let link = links::find(tx, &codes[0])?.expect("it is there");
        assert!(links::use_up(tx, &link, &codes[0], NOW)?);
        let mut work = Vec::new();
        for code in &codes {
            work.push(links::find(tx, code)?.expect("known").works(NOW));
        }
        assert_eq!(work, [false, false, true, true]);
        Ok(())
    });
    done.await.expect("stored");
}

#[tokio::test]
async fn a_login_is_somebodys_over_all_businesses() {
    let store = Store::open_in_memory().expect("in memory");
    let done = store.write(Scope::Installation, |tx| {
        let own = business(tx, "Riverside", "+13125550100")?;
        let other = business(tx, "Lakeside", "+13125550101")?;
        assert!(people::insert(tx, &person(own, "sam@example.com"))?);
        assert!(!people::insert(tx, &person(other, "sam@example.com"))?);
        let found = people::by_login(tx, "sam@example.com")?.expect("Sam");
        assert_eq!(found.business, own);
        assert_eq!(people::get(tx, other, found.id)?, None, "not from there");
        let listed = people::all(tx)?;
        let logins: Vec<_> = listed
            .iter()
            .map(|entry| {
                (
                    entry.company.as_str(),
                    entry.person.as_ref().map(|person| person.0.as_str()),
                )
            })
            .collect();
        assert_eq!(
            logins,
            [("Riverside", Some("sam@example.com")), ("Lakeside", None)]
        );
        Ok(())
    });
    done.await.expect("stored");
}

#[tokio::test]
async fn sessions_slide_expire_and_are_revoked_by_their_own_person_only() {
    let store = Store::open_in_memory().expect("in memory");
    let done = store.write(Scope::Installation, |tx| {
        let own = business(tx, "Riverside", "+13125550100")?;
        let (sam, kim) = (person(own, "sam"), person(own, "kim"));
        people::insert(tx, &sam)?;
        people::insert(tx, &kim)?;
        let tokens: Vec<_> = (0..3).map(|_| Secret::random().digest()).collect();
        let held: Vec<_> = (0..3).map(|_| session(&sam, NOW)).collect();
        for (one, token) in held.iter().zip(&tokens) {
            sessions::open(tx, one, token)?;
        }
        let ends = NOW.plus(super::SESSION_LIFE);
        assert_eq!(
            sessions::find(tx, &tokens[0], NOW)?.map(|found| found.session),
            Some(held[0].clone())
        );
        assert_eq!(sessions::find(tx, &tokens[0], ends)?, None, "it has ended");
        sessions::see(tx, own, &held[0].id, NOW.plus(DAY))?;
        assert!(sessions::find(tx, &tokens[0], ends)?.is_some(), "it slid");
        assert!(
            !sessions::revoke(tx, own, kim.id, &held[0].id)?,
            "Kim's not"
        );
        assert!(!sessions::revoke(tx, BusinessId(99), sam.id, &held[0].id)?);
        assert!(sessions::revoke(tx, own, sam.id, &held[2].id)?);
        assert_eq!(sessions::find(tx, &tokens[2], NOW)?, None, "at once");
        assert_eq!(sessions::of_person(tx, own, sam.id, NOW)?.len(), 2);
        assert_eq!(
            sessions::revoke_others(tx, own, sam.id, Some(&held[0].id))?,
            1
        );
        assert_eq!(sessions::find(tx, &tokens[1], NOW)?, None);
        assert_eq!(sessions::revoke_others(tx, own, sam.id, None)?, 1);
        Ok(())
    });
    done.await.expect("stored");
}

#[tokio::test]
async fn a_session_of_a_suspended_business_stands_no_more_until_it_goes_on() {
    let store = Store::open_in_memory().expect("in memory");
    let done = store.write(Scope::Installation, |tx| {
        let own = business(tx, "Riverside", "+13125550100")?;
        let sam = person(own, "sam");
        people::insert(tx, &sam)?;
        let (held, token) = (session(&sam, NOW), Secret::random().digest());
        sessions::open(tx, &held, &token)?;
        for (since, is_suspended) in [(None, false), (Some(NOW), true), (None, false)] {
            businesses::suspend(tx, own, since)?;
            let found = sessions::find(tx, &token, NOW)?.expect("it is there");
            assert_eq!(found.is_suspended, is_suspended);
            assert_eq!(sessions::stands(tx, own, &held.id, NOW)?, !is_suspended);
        }
        let ends = NOW.plus(super::SESSION_LIFE);
        assert!(!sessions::stands(tx, own, &held.id, ends)?, "it has ended");
        sessions::revoke(tx, own, sam.id, &held.id)?;
        assert!(!sessions::stands(tx, own, &held.id, NOW)?, "it is revoked");
        Ok(())
    });
    done.await.expect("stored");
}

#[test]
fn a_secret_carries_256_bits_and_shows_itself_to_no_log() {
    let (one, other) = (Secret::random(), Secret::random());
    assert_eq!(one.reveal().len(), 43);
    assert_ne!(one.reveal(), other.reveal());
    assert!(!format!("{one:?}").contains(one.reveal()));
    assert_eq!(one.digest(), super::SecretDigest::of(one.reveal()));
}
