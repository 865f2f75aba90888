CREATE TABLE loans (loan_id int PRIMARY KEY, borrower text NOT NULL, title text);
