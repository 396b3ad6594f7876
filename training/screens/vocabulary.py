"""Our own short lists of interface and business words, and of invented people."""


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace("\n", "").split(";") if part.strip())


BUTTONS = _split(
    "OK;Cancel;Save;Apply;Close;Delete;Add;Edit;New;Open;Next;Back;Finish;Yes;No;Send;Search;Submit;"
    "Reset;Browse…;Refresh;Print;Export;Import;Sign in;Log in;Register;Continue;Copy;Paste;Remove;"
    "Rename;Share;Download;Upload;Try again;Help;Confirm;Accept;Decline;Retry;Abort;Ignore;Select all;"
    "Clear;Done;Update;Install;Create;Add row;Save as…;Discard;More;Details;View;Reply;Forward;Archive;"
    "Start;Stop;Pause;Connect;Disconnect;Approve;Reject;Pay now;Checkout;Filter;Login;Get started;"
    "Learn more;Subscribe;Follow;Join;Book;Change…;Options…;Advanced…;Generate;Run;Preview;Publish;Go;"
    "Test;Load"
)
LABELS = _split(
    "Name;First name;Last name;Full name;E-mail;E-mail address;Password;User name;Phone;Mobile;Address;"
    "Street;City;Postcode;Country;Company;Department;Title;Subject;Message;Date;Start date;End date;"
    "Due date;Time;Amount;Price;Quantity;Total;Subtotal;VAT;Tax rate;Discount;Currency;Account;"
    "Account number;IBAN;Invoice number;Order number;Customer;Supplier;Reference;Description;Comments;"
    "Notes;Category;Type;Status;Priority;Language;Time zone;Theme;Font size;Width;Height;Color;Opacity;"
    "Scale;Host;Port;Server;Protocol;Encryption;Location;File name;Folder;Format;Resolution;Quality;"
    "Volume;Brightness;Interval;Timeout;Retries;Birthday;Gender;Role;Group;Manager;Policy number;"
    "Claim number;Cause;Date of loss;Serial number;Model;Version;License;Weight;Temperature;Website;"
    "Remarks;Shipping method;Payment terms;Card number;Expiry date;Security code;Search;From;To;Cc;Bcc;"
    "Salary;Project;Task;Assignee;Estimate;Warehouse;Stock;SKU;Unit"
)
OPTIONS = _split(
    "Remember me;Enable notifications;Show hidden files;Use a secure connection;Start automatically;"
    "Keep me signed in;I agree to the terms;Send a copy to myself;Check for updates;Show line numbers;"
    "Wrap long lines;Match case;Whole words;Regular expression;Include subfolders;Read only;"
    "Overwrite existing files;Ask before closing;Play sounds;Dark mode;Bluetooth;Wi-Fi;"
    "Location services;Airplane mode;Auto-save;Sync over mobile data;Spell checking;Animations;"
    "Subscribe to the newsletter;Urgent;Paid;Archived;Show status bar;Always on top;Private;Public;"
    "Weekly;Daily;Monthly;Male;Female;Other;Small;Medium;Large;Left;Right;Center;None;All pages;"
    "Current page;Selection;Portrait;Landscape;Standard;Express;Compact"
)
MENUS = _split(
    "File;Edit;View;Insert;Format;Tools;Help;Window;Search;Table;Data;Bookmarks;History;Message;Go;"
    "Project;Build;Debug;Layout;Settings;Options;Styles;Sheet;Image;Layer;Select;Filters;Terminal;Tabs;"
    "Account;Actions;Reports;Run;Navigate;Document"
)
COMMANDS = _split(
    "New;New window;Open…;Open recent;Save;Save as…;Save all;Revert;Print…;Page setup…;Close;Close all;"
    "Quit;Undo;Redo;Cut;Copy;Paste;Delete;Select all;Find…;Replace…;Preferences;Zoom in;Zoom out;"
    "Full screen;Tool bars;Status bar;Side pane;About;Contents;Keyboard shortcuts;Insert row above;"
    "Insert column left;Merge cells;Sort ascending;Sort descending;Bold;Italic;Align left;Reply;"
    "Reply all;Forward;Mark as read;Move to…;Properties;Rename…;Compress…;Extract here;Refresh;"
    "Bookmark this;Check spelling;Word count…;Run;Step over;Toggle breakpoint;Show details;Copy link;"
    "Open in new tab;Export as PDF…;Share"
)
SECTIONS = _split(
    "Home;Dashboard;Overview;Orders;Customers;Products;Invoices;Payments;Reports;Settings;Users;Teams;"
    "Calendar;Messages;Inbox;Sent;Drafts;Junk;Trash;Archive;Contacts;Tasks;Projects;Files;Documents;"
    "Downloads;Pictures;Music;Videos;Desktop;Network;General;Appearance;Privacy;Security;Advanced;"
    "Notifications;Account;Billing;Help;Support;Analytics;Inventory;Shipping;Employees;Payroll;Claims;"
    "Policies;Profile;History;Activity;Details;Summary;Display;Sound;Keyboard;Mouse;Printers;Power;"
    "Plugins;Themes;Editor;Fonts;Colors;Backup;Integrations;API keys;Logs;Events;Tickets;Campaigns;"
    "Kanban;Roadmap;Wiki"
)
GIVEN = _split(
    "Anna;Béla;Carlos;Dörte;Émile;Filip;Greta;Håkon;Ilse;Jürgen;Katarzyna;Łukasz;Marta;Nils;Olga;Pavel;"
    "Renée;Søren;Tomáš;Ulrike;Viktor;Wanda;Žofie;Zoë;Amir;Chloé;Dragan;Elif;Giulia;Hanna;Ivo;Joana;"
    "Kaja;Liam;Noor;Priya;Sofía;Thea;Ömer"
)
FAMILY = _split(
    "Andersson;Bergström;Čermák;Dąbrowski;Eriksen;Fernández;Grünwald;Horváth;Ionescu;Jansen;Kowalska;"
    "Lefèvre;Müller;Novák;O’Brien;Petrović;Quinn;Rossi;Šimek;Toth;Ünal;Vogel;Wójcik;Yılmaz;Zieliński;"
    "Baker;Costa;Dubois;Groß;Hughes;Kaplan;Lund"
)
NOUNS = _split(
    "invoice;order;account;report;window;server;network;customer;project;meeting;budget;contract;"
    "delivery;product;market;summer;garden;river;music;paper;glass;bridge;letter;number;planet;morning;"
    "system;memory;screen;kernel;driver;update;travel;ticket;hotel;flight;weather;health;doctor;school;"
    "team;design;engine;battery;camera;light;water;forest;coffee"
)
SMALL = _split(
    "the;a;of;to;and;in;for;with;on;at;by;from;is;was;are;or;not;it;as;be;we;you;der;die;und;le;la;de;"
    "el;il;w;och"
)
