mod grant;
mod mock;
mod revoke;
mod verdict;
