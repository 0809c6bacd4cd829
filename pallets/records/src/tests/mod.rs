mod amend;
mod erase;
mod issue;
mod mock;
