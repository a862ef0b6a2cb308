-- A database as create_all made it before versions were counted: sqlite3's own dump of the file.
BEGIN TRANSACTION;
CREATE TABLE lavori (
	id INTEGER NOT NULL, 
	piano_id INTEGER NOT NULL, 
	comune VARCHAR NOT NULL, 
	notebook VARCHAR NOT NULL, 
	previsto DATETIME NOT NULL, 
	chiesto_da VARCHAR NOT NULL, 
	nota TEXT NOT NULL, 
	stato VARCHAR NOT NULL, 
	non_prima DATETIME NOT NULL, 
	tentativi INTEGER NOT NULL, 
	interruzioni INTEGER NOT NULL, 
	motivi TEXT NOT NULL, 
	proprietario VARCHAR NOT NULL, 
	battito DATETIME, 
	iniziato DATETIME, 
	finito DATETIME, 
	cartella VARCHAR NOT NULL, 
	pagina VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(piano_id) REFERENCES piani (id)
);
INSERT INTO "lavori" VALUES(1,1,'borgo-esempio','07_relazione','2026-11-23 09:00:00.000000','anna.bianchi','','riuscito','2026-11-23 09:00:00.000000',1,0,'','macchina:7:1.00','2026-11-23 09:00:00.000000','2026-11-23 09:00:00.000000','2026-11-23 09:02:00.000000','2026-11-23_07_relazione_1','rapporti/borgo-esempio/pagina.html');
INSERT INTO "lavori" VALUES(2,2,'valle-chiara','01_conti','2026-11-23 09:00:00.000000','','','in coda','2026-11-23 09:02:00.000000',1,0,'1° tentativo: Cella 3 («Le entrate»): mancano i conti del 2025.','',NULL,'2026-11-23 09:00:00.000000',NULL,'','');
CREATE TABLE piani (
	id INTEGER NOT NULL, 
	comune VARCHAR NOT NULL, 
	notebook VARCHAR NOT NULL, 
	tipo VARCHAR NOT NULL, 
	ora INTEGER NOT NULL, 
	minuto INTEGER NOT NULL, 
	giorno INTEGER NOT NULL, 
	data DATE, 
	prossima DATETIME, 
	sospeso BOOLEAN NOT NULL, 
	eliminato BOOLEAN NOT NULL, 
	autore VARCHAR NOT NULL, 
	creato DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "piani" VALUES(1,'borgo-esempio','07_relazione','mese',6,0,1,NULL,'2026-12-01 05:00:00.000000',0,0,'anna.bianchi','2026-11-23 09:00:00.000000');
INSERT INTO "piani" VALUES(2,'valle-chiara','01_conti','giorno',18,30,0,NULL,'2026-11-23 17:30:00.000000',0,0,'luca.verdi','2026-11-23 09:00:00.000000');
CREATE INDEX ix_piani_prossima ON piani (prossima);
CREATE INDEX ix_piani_comune ON piani (comune);
CREATE INDEX ix_lavori_stato ON lavori (stato);
CREATE UNIQUE INDEX un_lavoro_aperto_per_piano ON lavori (piano_id) WHERE stato IN ('in coda', 'in corso');
CREATE INDEX ix_lavori_comune ON lavori (comune);
CREATE INDEX ix_lavori_piano_id ON lavori (piano_id);
COMMIT;
