//! Every grant of one purpose beside every question for one, against the code list as the standard
//! prints it (`purposes.txt`: index, code, parent, whether it has to be named).

use super::mock::*;
use crate::*;
use salus_primitives::{LawfulBasis, OpenScope, Purposes, Query, Reason, Terms, Verdict, PURPOSES};

struct Line {
	code: &'static str,
	parent: &'static str,
	explicit: bool,
}

fn list() -> Vec<Line> {
	let line = |(index, line): (usize, &'static str)| {
		let fields: Vec<_> = line.split(' ').collect();
		assert_eq!(fields.len(), 4, "{line}");
		assert_eq!(fields[0].parse(), Ok(index));
		Line { code: fields[1], parent: fields[2], explicit: fields[3] == "explicit" }
	};
	include_str!("purposes.txt").lines().enumerate().map(line).collect()
}

fn find<'a>(list: &'a [Line], code: &str) -> Option<&'a Line> {
	list.iter().find(|line| line.code == code)
}

/// Whether permission for `granted` allows `asked`: up from what is asked, never past a code that has
/// to be named.
fn allows(list: &[Line], granted: &str, asked: &str) -> bool {
	granted == asked
		|| find(list, asked)
			.is_some_and(|line| !line.explicit && allows(list, granted, line.parent))
}

/// Whether a prohibition of `named` concerns `asked`: up from what is asked, past everything.
fn concerns(list: &[Line], named: &str, asked: &str) -> bool {
	named == asked || find(list, asked).is_some_and(|line| concerns(list, named, line.parent))
}

fn on(purposes: Purposes, basis: LawfulBasis) -> Terms<OpenScope> {
	Terms { purposes, basis, ..open_terms() }
}

#[test]
fn the_list_is_the_one_in_use() {
	let list = list();
	assert_eq!(list.len(), PURPOSES.len());
	for (line, purpose) in list.iter().zip(PURPOSES) {
		assert_eq!(line.code, purpose.code());
	}
	assert_eq!(list.iter().filter(|line| line.explicit).count(), 7);
}

#[test]
fn a_grant_allows_exactly_what_the_list_says() {
	run(|| {
		let list = list();
		for granted in PURPOSES {
			let id = id(granted as u8);
			let terms = on(Purposes::of(&[granted]), LawfulBasis::Consent);
			give(id, terms);
			for asked in PURPOSES {
				let query = Query { purpose: asked, ..relying_on(id, terms) };
				let expected = allows(&list, granted.code(), asked.code());
				let said = Consent::verdict(&query).is_allowed();
				assert_eq!(said, expected, "granted {granted:?}, asked {asked:?}");
			}
		}
	});
}

#[test]
fn an_objection_stops_exactly_what_the_list_says() {
	run(|| {
		let list = list();
		let everything = on(Purposes::of(&PURPOSES), LawfulBasis::PublicTask);
		give(GRANT, everything);
		for named in PURPOSES {
			Objections::<Test>::insert(SUBJECT, Purposes::of(&[named]));
			for asked in PURPOSES {
				let query = Query { purpose: asked, ..relying_on(GRANT, everything) };
				let stopped = Consent::verdict(&query) == Verdict::Denied(Reason::Objected);
				let expected = concerns(&list, named.code(), asked.code());
				assert_eq!(stopped, expected, "objected to {named:?}, asked {asked:?}");
			}
		}
	});
}

#[test]
fn an_opt_out_stops_exactly_secondary_use() {
	const SECONDARY: [&str; 10] = [
		"HRESCH",
		"PUBHLTH",
		"POPHLTH",
		"CLINTRL",
		"HOUTCOMS",
		"HQUALIMP",
		"PERFMSR",
		"TRAIN",
		"MLTRAINING",
		"POARCH",
	];
	run(|| {
		let list = list();
		let everything = on(Purposes::of(&PURPOSES), LawfulBasis::PublicTask);
		give(GRANT, everything);
		Consent::opt_out(signed(PATIENT), SUBJECT).unwrap();
		for asked in PURPOSES {
			let query = Query { purpose: asked, ..relying_on(GRANT, everything) };
			let stopped = Consent::verdict(&query) == Verdict::Denied(Reason::OptedOut);
			let expected = SECONDARY.iter().any(|named| concerns(&list, named, asked.code()));
			assert_eq!(stopped, expected, "asked {asked:?}");
		}
	});
}
